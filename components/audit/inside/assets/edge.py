# edge
