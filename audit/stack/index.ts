export { deployedHosts } from "./deployedHosts";
export { type StateResource, stackState } from "./state";
