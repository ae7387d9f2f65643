# The bot as one bundle, with the one native package that it needs. Built and run by `npm run test:faults`, where there is podman.
# `npm run images:pin` writes the digests of the images.
FROM node:24-slim AS build
WORKDIR /build
ENV CI=true DO_NOT_TRACK=1
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
RUN npm install --global "$(node -p "require('./package.json').packageManager")" && pnpm fetch
COPY . .
RUN pnpm install --prefer-offline --frozen-lockfile \
  && node scripts/prisma.mjs generate \
  && cd apps/bot && node scripts/build.ts

FROM node:24-slim
WORKDIR /app
# The allocator gives back what a picture took.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 OPERATIONS_HOST=0.0.0.0 DATA_DIR=/data MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
COPY --from=build /build/apps/bot/dist ./
# Pictures: a volume belongs here.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 8080
# Without a token /health says little, and this asks no more.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.OPERATIONS_PORT || process.env.PORT) + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node as process 1 gets the stop signal itself; the heap stays clear of the container's 256 MB. The young generation has a size of its own: left to
# choose, Node.js 24 makes it so small under this limit that it collects garbage all the time. After a large file the bot collects it by itself.
CMD ["node", "--max-old-space-size=160", "--max-semi-space-size=16", "--expose-gc", "main.js"]
