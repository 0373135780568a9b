#!/usr/bin/env node
import { rules } from "../rules";
import { main } from "./cli";

main(process.argv.slice(2), rules).then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
