import * as pulumi from "@pulumi/pulumi";
import { Environment } from "./components/environment/environment";
import { loadEnvironment } from "./components/model/environment";
import { ConfigurationError } from "./components/model/problems";

const config = new pulumi.Config("portcullis");
const settings = told(() => loadEnvironment(pulumi.getStack(), config.requireObject("environment")));
const environment = told(
  () => new Environment(pulumi.getStack(), { settings, sshPrivateKey: config.getSecret("sshPrivateKey") }),
);

/** A mistake in the settings is the user's: it is told without a stack trace. */
function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigurationError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** Where the environment's sites answer. */
export const urls = environment.urls;
/** Address of each host, by name: the public one where it has one. */
export const addresses = environment.addresses;
/** DS records for the registrar of each zone that is signed here. */
export const dsRecords = environment.dsRecord ? [environment.dsRecord] : [];
/** How the logs are read, where they are collected: what `npm run review` asks Elasticsearch with; secret. */
export const logs = environment.logs;
/** What the gateway's consumers prove themselves by at present, by name; secret. */
export const credentials = environment.credentials;
