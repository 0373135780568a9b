export { ensureTyk, type TykBuild } from "./buildTyk";
export { serveTyk, type TykDownload } from "./serve";
