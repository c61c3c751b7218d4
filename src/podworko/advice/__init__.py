"""The advice point: private questions, published answers, and a log of talks without people."""
