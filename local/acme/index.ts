export type { Pebble, StartPebbleArgs } from "./pebble";
