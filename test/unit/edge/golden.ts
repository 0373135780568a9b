import path from "node:path";
import { goldenIn } from "../golden";

/** Compares a whole file with test/unit/edge/golden/FILE. */
export const expectGolden = goldenIn(path.join(__dirname, "golden"));
