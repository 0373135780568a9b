export { driftOf, type HostDrift } from "./drift";
