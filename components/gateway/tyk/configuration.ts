import type { GatewayPlan } from "../plan";
import { redisUser } from "./redis";
import { controlPort, paths } from "./paths";

/** Secrets of the gateway itself. */
export interface TykSecrets {
  /** Password of Redis. */
  redisPassword: string;
  /** What the control interface asks for: Tyk's sample one is well known. */
  control: string;
}

/**
 * Renders tyk.conf (Tyk 4.3, config.Config).
 *
 * @param plan - what the gateway has to do
 * @param secrets - its own secrets
 */
export function renderConfiguration(plan: GatewayPlan, secrets: TykSecrets): string {
  const { redis } = plan;
  return `${JSON.stringify(
    {
      listen_address: plan.listen.address,
      listen_port: plan.listen.port,
      // Without a port of its own the control interface is served to clients, under /tyk/.
      control_api_port: controlPort,
      secret: secrets.control,
      node_secret: secrets.control,
      template_path: paths.templates,
      app_path: paths.definitions,
      use_db_app_configs: false,
      policies: { policy_source: "file", policy_path: paths.policies },
      storage: {
        type: "redis",
        host: redis?.host ?? "127.0.0.1",
        port: redis?.port ?? 6379,
        database: redis?.database ?? 0,
        username: redis?.username ?? redisUser,
        password: secrets.redisPassword,
        use_ssl: redis !== undefined,
        ssl_insecure_skip_verify: false,
        optimisation_max_idle: 100,
        optimisation_max_active: 500,
        timeout: 2,
      },
      // Tried: the default limiter lets five calls through where three in 10 s are allowed. This one counts in Redis,
      // exactly, also for parallel calls, as long as it does so in a transaction. Refused calls count too.
      enable_redis_rolling_limiter: true,
      enable_sentinel_rate_limiter: false,
      enable_non_transactional_rate_limiter: false,
      hash_keys: true,
      hash_key_function: "sha256",
      enable_hashed_keys_listing: false,
      // A withdrawn key is refused at once, not when a cache of 10 s forgets it.
      local_session_cache: { disable_cached_session_state: true },
      min_token_length: 3,
      allow_master_keys: false,
      enable_analytics: false,
      enable_key_logging: false,
      // Lines below tell of each refused call its path and the end of its key: that it was refused is in the edge's log.
      log_level: "error",
      hide_generator_header: true,
      enable_jsvm: false,
      enable_bundle_downloader: false,
      coprocess_options: { enable_coprocess: false },
      enable_http_profiler: false,
      enable_custom_domains: true,
      allow_remote_config: false,
      disable_dashboard_zeroconf: true,
      suppress_redis_signal_reload: true,
      health_check_endpoint_name: "healthz",
      proxy_ssl_insecure_skip_verify: false,
      proxy_ssl_min_version: 771,
      jwt_ssl_insecure_skip_verify: false,
      max_idle_connections_per_host: 200,
      ignore_endpoint_case: false,
      // It keeps what each pattern said of each path that any client asked for: memory of theirs to fill.
      disable_regexp_cache: true,
      // 403 by default: a credential that is not known is no credential (RFC 9110 section 15.5.2).
      override_messages: {
        "auth.auth_field_missing": { code: 401, message: "Unauthorized" },
        "auth.key_not_found": { code: 401, message: "Unauthorized" },
      },
      http_server_options: {
        // Left to itself Tyk redirects // and .. to what it takes them for.
        skip_url_cleaning: true,
        skip_target_path_escaping: false,
        enable_strict_routes: true,
        enable_websockets: false,
        override_defaults: true,
        read_timeout: 120,
        write_timeout: 3700,
      },
      pid_file_location: "/run/portcullis-tyk/tyk.pid",
    },
    null,
    2,
  )}\n`;
}
