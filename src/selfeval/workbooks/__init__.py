"""Runs the workbooks: parameters in, one result object out. Light on purpose: kernels import this package too."""
