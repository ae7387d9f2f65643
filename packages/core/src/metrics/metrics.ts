import * as prom from 'prom-client'
import type { Counter, Gauge, Histogram, Metrics } from './types.ts'

const defaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

function createCounter(registry: prom.Registry, name: string, help: string, labelNames: readonly string[]): Counter {
  const counter = new prom.Counter({ name, help, labelNames, registers: [registry] })
  return { inc: (labels = {}, by = 1) => counter.inc(labels, by) }
}

function createGauge(
  registry: prom.Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
  collect?: () => number | Promise<number>,
): Gauge {
  const gauge = new prom.Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    ...(collect && {
      async collect() {
        // One source that fails must not hide all other metrics: NaN says "unknown".
        gauge.set(
          await Promise.resolve()
            .then(collect)
            .catch(() => Number.NaN),
        )
      },
    }),
  })
  return { set: (value, labels = {}) => gauge.set(labels, value) }
}

function createHistogram(
  registry: prom.Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
  buckets: readonly number[],
): Histogram {
  const histogram = new prom.Histogram({ name, help, labelNames, buckets: [...buckets], registers: [registry] })
  return { observe: (value, labels = {}) => histogram.observe(labels, value) }
}

/**
 * Creates a registry of its own with the process metrics of Node.js in it. Asking for a name twice gives the same metric, so that
 * two clients of one kind can share it; a name that is taken by another kind throws.
 */
export function createMetrics(): Metrics {
  const registry = new prom.Registry()
  prom.collectDefaultMetrics({ register: registry })
  const kinds = new Map<string, string>()
  const counters = new Map<string, Counter>()
  const gauges = new Map<string, Gauge>()
  const histograms = new Map<string, Histogram>()

  function once<T>(kind: string, map: Map<string, T>, name: string, create: () => T): T {
    const existing = map.get(name)
    if (existing !== undefined) return existing
    const taken = kinds.get(name)
    if (taken !== undefined) throw new Error(`Metric ${name} is a ${taken} already; give this ${kind} another name.`)
    const metric = create()
    kinds.set(name, kind)
    map.set(name, metric)
    return metric
  }

  return {
    counter: (name, help, labels = []) =>
      once('counter', counters, name, () => createCounter(registry, name, help, labels)),
    gauge: (name, help, labels = [], collect) =>
      once('gauge', gauges, name, () => createGauge(registry, name, help, labels, collect)),
    histogram: (name, help, labels = [], buckets = defaultBuckets) =>
      once('histogram', histograms, name, () => createHistogram(registry, name, help, labels, buckets)),
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}
