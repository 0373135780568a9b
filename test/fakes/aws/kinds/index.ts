import type { Kinds } from "../kind";
import { network } from "./network";

/** What AWS makes of the types that Portcullis uses. Others exist, too, with id and ARN. */
export const kinds: Kinds = { ...network };
