# The api-service. In the root of the repository: docker build -f deploy/docker/api.Dockerfile -t halftone-api .
ARG MAVEN_IMAGE=maven:3.9-eclipse-temurin-25
ARG JAVA_IMAGE=eclipse-temurin:25-jre

# Java runs everywhere: built on the machine's own architecture, whichever the image is for
FROM --platform=$BUILDPLATFORM ${MAVEN_IMAGE} AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn -B -q -Dprograms.only package -pl api-service -am
RUN java -Djarmode=tools -jar api-service/target/programs-only/api-service-*-app.jar extract --layers --destination /layers \
    && mv /layers/application/api-service-*-app.jar /layers/application/api-service.jar

# What the virtual machine learns of a start is its own: the same image and processor as in the end. A start that ends before
# anything is served needs neither PostgreSQL nor Kafka.
FROM ${JAVA_IMAGE} AS rehearsal
COPY deploy/docker/api.options /halftone/
COPY --from=build /layers/dependencies/ /layers/snapshot-dependencies/ /layers/application/ /halftone/
RUN java @/halftone/api.options -XX:AOTCacheOutput=/halftone/start.aot -Dspring.context.exit=onRefresh \
    -jar /halftone/api-service.jar --server.port=0

FROM ${JAVA_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Halftone api-service" \
      org.opencontainers.image.description="Manifest in, rows out, jobs readable" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"
COPY LICENSE deploy/docker/api.options deploy/docker/healthy /halftone/
COPY --from=build /layers/dependencies/ /layers/snapshot-dependencies/ /halftone/
COPY --from=build /layers/application/ /halftone/
COPY --from=rehearsal /halftone/start.aot /halftone/
USER 10001:10001
WORKDIR /tmp
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m --start-interval=2s --retries=3 CMD ["/halftone/healthy", "8080"]
ENTRYPOINT ["java", "@/halftone/api.options", "-XX:AOTCache=/halftone/start.aot", "-jar", "/halftone/api-service.jar"]
