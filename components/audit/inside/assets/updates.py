# updates
