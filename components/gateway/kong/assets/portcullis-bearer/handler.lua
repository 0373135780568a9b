-- Lets nothing through to Kong's plugin jwt (priority 1450) but one token in compact form (RFC 7515 section 7.1). That
-- plugin fails, and the client reads 500, for a header that is no object, a kid that is no text, and a signature that is
-- not as long as its algorithm makes it; and it takes the first of several headers, and what stands behind a token.
local cjson = require("cjson.safe").new()
local base64 = require("ngx.base64")

local Bearer = { PRIORITY = 1460, VERSION = "1.0.0" }

-- Longest token, in bytes: what fits nginx's header buffers with room for the rest.
local longest = 6144

-- A token is two objects deep at most where it is anybody's.
cjson.decode_max_depth(16)

-- Bytes of a signature (RFC 7518 section 3.4, RFC 8032 section 5.1.6). With PS256 Kong takes keys of 2048 bits alone.
local signature_lengths = { ES256 = 64, ES384 = 96, PS256 = 256, EdDSA = 64 }

local function object(part)
  local text = base64.decode_base64url(part)
  local value = text and text:match("^%s*{") and cjson.decode(text)
  return type(value) == "table" and value or nil
end

local function is_sound(sent)
  local token = type(sent) == "string" and #sent <= longest + 7 and sent:match("^[Bb][Ee][Aa][Rr][Ee][Rr] (%S+)$")
  if not token then
    return false
  end
  local first, second, third = token:match("^([%w_-]+)%.([%w_-]+)%.([%w_-]+)$")
  local header, claims = first and object(first), second and object(second)
  local signature = third and base64.decode_base64url(third)
  if not header or not claims or not signature then
    return false
  end
  -- The key is the one that the signed header names: a claim must not choose it (RFC 8725 section 3.10).
  if type(header.alg) ~= "string" or type(header.kid) ~= "string" or header.kid == "" or claims.kid ~= nil then
    return false
  end
  local length = signature_lengths[header.alg]
  return length == nil or #signature == length
end

function Bearer:access()
  local sent = kong.request.get_headers()["authorization"]
  -- What has no token is answered by Kong, with a challenge.
  if sent ~= nil and not is_sound(sent) then
    return kong.response.exit(401, nil, { ["WWW-Authenticate"] = 'Bearer error="invalid_token"' })
  end
end

return Bearer
