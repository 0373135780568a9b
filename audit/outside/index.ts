export { lookFromOutside, type OutsideOptions } from "./lookFromOutside";
