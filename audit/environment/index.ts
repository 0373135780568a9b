export { auditedEnvironment } from "./auditedEnvironment";
