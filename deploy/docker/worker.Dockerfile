# The worker-service. In the root of the repository: docker build -f deploy/docker/worker.Dockerfile -t halftone-worker .
ARG MAVEN_IMAGE=maven:3.9-eclipse-temurin-25
ARG NODE_IMAGE=node:22-bookworm-slim
ARG JAVA_IMAGE=eclipse-temurin:25-jre

# libvips, as the build pins it
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS libvips
WORKDIR /native
COPY worker-service/native/ ./
RUN npm ci --force --ignore-scripts --no-audit --no-fund --loglevel=error

# Java runs everywhere: built on the machine's own architecture, whichever the image is for
FROM --platform=$BUILDPLATFORM ${MAVEN_IMAGE} AS build
WORKDIR /source
COPY . .
COPY --from=libvips /native/node_modules/ worker-service/native/node_modules/
RUN --mount=type=cache,target=/root/.m2 touch worker-service/native/node_modules/.package-lock.json \
    && MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn -B -q -Dprograms.only package -pl worker-service -am
# the library of the image's own processor goes into a jar, and so a layer, of its own; the others go
ARG TARGETARCH
RUN java -Djarmode=tools -jar worker-service/target/programs-only/worker-service-*-app.jar extract --layers --destination /layers \
    && mkdir /layers/libvips /content && cd /content && jar xf /layers/application/worker-service-*-app.jar \
    && jar cf /layers/libvips/libvips.jar "native/linux-$(echo "${TARGETARCH:-amd64}" | sed s/amd64/x64/)" && rm -r native \
    && rm /layers/application/worker-service-*-app.jar \
    && jar cfm /layers/application/worker-service.jar META-INF/MANIFEST.MF .

# What the virtual machine learns of a start is its own: the same image and processor as in the end. A start that ends before
# anything is done needs neither PostgreSQL nor Kafka nor a store.
FROM ${JAVA_IMAGE} AS rehearsal
COPY deploy/docker/worker.options /halftone/
COPY --from=build /layers/libvips/ /layers/dependencies/ /layers/snapshot-dependencies/ /layers/application/ /halftone/
RUN java @/halftone/worker.options -XX:AOTCacheOutput=/halftone/start.aot -Dspring.context.exit=onRefresh \
    -cp /halftone/worker-service.jar:/halftone/libvips.jar dev.halftone.worker.WorkerService \
    --server.port=0 --spring.r2dbc.username=nobody

FROM ${JAVA_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Halftone worker-service" \
      org.opencontainers.image.description="Rows in, images stored, outcomes recorded, webhooks delivered" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"
COPY LICENSE deploy/docker/worker.options deploy/docker/healthy /halftone/
COPY --from=build /layers/libvips/ /halftone/
COPY --from=build /layers/dependencies/ /layers/snapshot-dependencies/ /halftone/
COPY --from=build /layers/application/ /halftone/
COPY --from=rehearsal /halftone/start.aot /halftone/
USER 10001:10001
WORKDIR /tmp
EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m --start-interval=2s --retries=3 CMD ["/halftone/healthy", "8081"]
ENTRYPOINT ["java", "@/halftone/worker.options", "-XX:AOTCache=/halftone/start.aot", \
    "-cp", "/halftone/worker-service.jar:/halftone/libvips.jar", "dev.halftone.worker.WorkerService"]
