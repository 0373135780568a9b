export { ensureTyk } from "./buildTyk";
