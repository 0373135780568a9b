export { ensureTyk, type TykBuild } from "./buildTyk";
