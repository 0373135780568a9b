import { lauxlib, lua, lualib, to_jsstring, to_luastring } from "fengari";
import { readAsset } from "../../../../components/assets";

/** A value as a Lua expression. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return "nil";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string")
    return `"${[...Buffer.from(value)].map((byte) => `\\${byte.toString().padStart(3, "0")}`).join("")}"`;
  if (Array.isArray(value)) return `{${value.map(literal).join(",")}}`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `[${literal(key)}]=${literal(inner)}`)
    .join(",")}}`;
}

/** Runs Lua code and returns what it returns, as text. */
export function runLua(code: string): string {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  const status = lauxlib.luaL_dostring(state, to_luastring(code));
  const result = to_jsstring(lua.lua_tostring(state, -1));
  lua.lua_close(state);
  if (status !== lua.LUA_OK) throw new Error(result);
  return result;
}

/**
 * A handler of ours and a stand-in for the part of Kong that it calls: this judges the handler's own decisions, not
 * whether Kong calls it so. `exits` ends the phase as Kong's own does.
 */
export function withHandler(
  plugin: "portcullis-answer" | "portcullis-bearer" | "portcullis-token" | "portcullis-request",
  body: string,
): string {
  return `
    headers, cleared, set, decoded, documents = {}, {}, {}, {}, {}
    kong = {
      ctx = { shared = {}, plugin = {} },
      request = {
        get_headers = function() return headers end,
        get_raw_body = function() return raw_body end,
        get_raw_path = function() return raw_path or "/" end,
      },
      client = {
        get_credential = function() return credential end,
        get_consumer = function() return consumer end,
        authenticate = function(a, b) consumer, credential = a, b end,
      },
      response = {
        exit = function(status) error({ status = status }) end,
        get_status = function() return response_status end,
        get_source = function() return source end,
        set_header = function(name, value) set[name] = value end,
        clear_header = function(name) set[name] = nil end,
        set_raw_body = function(text) set.body = text end,
      },
      service = { request = {
        clear_header = function(name) cleared[#cleared + 1] = name; headers[name] = nil end,
        set_header = function(name, value) set[name] = value end,
      } },
    }
    ngx = {
      time = function() return 1000 end,
      arg = {},
      req = { get_headers = function() return headers, too_many and "truncated" or nil end },
    }
    package.preload["kong.plugins.jwt.jwt_parser"] = function()
      return { new = function(_, token) return tokens[token] end }
    end
    package.preload["ngx.base64"] = function()
      return { decode_base64url = function(text) return decoded[text] end }
    end
    package.preload["cjson.safe"] = function()
      return { new = function() return {
        decode_max_depth = function() end,
        decode_array_with_array_mt = function() end,
        decode = function(text) return documents[text] end,
      } end }
    end
    package.preload["resty.ljsonschema"] = function()
      return { generate_validator = function(schema)
        return function(value) return value.valid == true end
      end }
    end
    local handler = (function() ${readAsset(`components/gateway/kong/assets/${plugin}/handler.lua`)} end)()
    -- The status that the phase ends with, or 200 where it goes on.
    function phase(name, conf)
      local ok, err = pcall(handler[name], handler, conf)
      if ok then return 200 end
      if type(err) == "table" then return err.status end
      error(err)
    end
    ${body}
  `;
}
