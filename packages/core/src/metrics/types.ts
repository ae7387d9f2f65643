/** A handle on one Prometheus metric. Label values are few and never personal. */
export interface Counter {
  inc(labels?: Readonly<Record<string, string>>, by?: number): void
}
export interface Gauge {
  set(value: number, labels?: Readonly<Record<string, string>>): void
}
export interface Histogram {
  /** Seconds. */
  observe(value: number, labels?: Readonly<Record<string, string>>): void
}

export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): Counter
  gauge(name: string, help: string, labels?: readonly string[], collect?: () => number | Promise<number>): Gauge
  histogram(name: string, help: string, labels?: readonly string[], buckets?: readonly number[]): Histogram
  /** Prometheus text format. */
  render(): Promise<{ readonly contentType: string; readonly body: string }>
}
