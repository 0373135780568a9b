export { ensurePackages } from "./ensurePackages";
export { type PackageIndex, servePackages } from "./servePackages";
