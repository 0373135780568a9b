export { ensureFilebeat, type FilebeatBuild } from "./buildFilebeat";
