export { ensureFilebeat } from "./buildFilebeat";
