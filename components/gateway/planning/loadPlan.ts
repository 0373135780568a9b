import type { ResolvedGateway } from "../../model/types";
import { loadOpenApi } from "../openApi/load";
import type { GatewayPlan } from "../plan";
import { planGateway } from "./planGateway";

/**
 * Reads the documents that the settings name, and plans what the gateway has to do.
 *
 * @param settings - the section `gateway`, checked and with its defaults filled in
 * @param folder - folder that the documents' names start from. Default: the program's
 * @throws ConfigurationError where a document or what the settings say of it is wrong
 */
export function loadPlan(settings: ResolvedGateway, folder?: string): GatewayPlan {
  const files = Object.values(settings.apis).flatMap(({ openApi }) =>
    openApi === undefined ? [] : [openApi],
  );
  return planGateway(
    settings,
    Object.fromEntries([...new Set(files)].map((file) => [file, loadOpenApi(file, folder)])),
  );
}
