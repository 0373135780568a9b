export { typescriptArgv } from "./child";
export {
  hostExec,
  type LocalClient,
  type LocalEnvironment,
  type LocalHost,
  until,
} from "../../../local/hosts";
export { withEnvironment } from "./withEnvironment";
export { ssh, sshArgv } from "./ssh";
export { openEnvironment, type TestEnvironment } from "./openEnvironment";
export { pythonPackage } from "./pythonPackage";
