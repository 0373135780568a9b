export { ensureZapCore } from "./ensureZapCore";
