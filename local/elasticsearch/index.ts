export { type ElasticsearchArchive, ensureElasticsearch } from "./buildElasticsearch";
