"""The command line: the same work as the window, for pipelines and machines without a screen."""
