package dev.halftone.worker.process;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Processing as the worker wires it, with libvips. */
@Configuration(proxyBeanMethods = false)
@ComponentScan("dev.halftone.worker.process")
class ProcessContext {}
