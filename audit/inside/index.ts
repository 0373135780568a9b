export { inspectHost } from "./inspectHost";
