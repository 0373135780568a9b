import { readAsset } from "../../../assets";
import { ownErrors } from "../../../gateway/tyk/answers";
import type { BundleFile } from "../../../host/bundle";
import type { GatewayFront } from "../../gatewayFront";
import { block } from "../blocks";

const folder = "/etc/nginx/portcullis/lua";

/**
 * nginx's Lua and what the script needs beside it. Its JavaScript module would do but for Debian 12, whose version (njs
 * 0.7.9) changes the status of an answer for HTTP/2 alone.
 */
export const scriptModules = {
  packages: ["libnginx-mod-http-lua", "lua-cjson"],
  modules: ["ndk_http_module", "ngx_http_lua_module"],
} as const;

/** The scripts, and what they have to know. */
export function renderScript({ lifetimes, issuers }: GatewayFront): BundleFile[] {
  return [
    ...["answers", "callers"].map((name) => ({
      path: `${folder}/${name}.lua`,
      content: readAsset(`components/edge/nginx/assets/${name}.lua`),
    })),
    {
      path: `${folder}/data.json`,
      content: `${JSON.stringify({ lifetimes, issuers, errors: ownErrors() }, null, 1)}\n`,
    },
  ];
}

/** Directives of the `http` block for the script. */
export function renderScriptUse(): string[] {
  return [
    `lua_package_path "${folder}/?.lua;;";`,
    // Who was let in lately, by what they proved themselves by.
    "lua_shared_dict callers 4m;",
    ...block("init_by_lua_block", [
      // The server's sandbox lets no memory be both written and run.
      'require("jit").off()',
      `require("answers").load("${folder}/data.json")`,
      `require("callers").load("${folder}/data.json")`,
    ]),
    // The gateway's own challenges pass; this is for a token that it did not see.
    ...block("map $status:$upstream_status $gateway_challenge", [
      `"401:" 'Bearer error="invalid_token"';`,
      'default "";',
    ]),
  ];
}

/** Directives of a `server` block for what the script finds out for the log. */
export const scriptVariables = ['set $gateway_user "";', 'set $gateway_roles "";'] as const;

/** Directives of a location that refuse tokens before the gateway sees them, and put its answers right. */
export const useScript = [
  ...block("rewrite_by_lua_block", ['require("answers").refuse()']),
  ...block("header_filter_by_lua_block", ['require("answers").settle()', 'require("callers").note()']),
  // Its tell of a quota that a key has as a whole, and none has: always -1 of 0.
  ...["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"].map(
    (name) => `proxy_hide_header ${name};`,
  ),
];
