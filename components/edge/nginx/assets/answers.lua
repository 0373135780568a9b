-- Managed by Portcullis.
-- Puts right what the gateway by itself answers with a status or headers that say something else.

local base64 = require "ngx.base64"
local json = require "cjson.safe"

-- Clocks may differ by a minute (RFC 7519 section 4.1.4).
local leeway = 60

-- Seconds until a call over a quota may be tried again. When its month is over only the gateway knows; a day is polite.
local day = "86400"

local lifetimes, errors

local answers = {}

-- Reads what has to be known of the gateway, once for all requests.
function answers.load(path)
  local file = assert(io.open(path))
  local data = assert(json.decode(file:read("*a")))
  file:close()
  lifetimes, errors = data.lifetimes, data.errors
end

local function read(part)
  local text = base64.decode_base64url(part)
  local value = text and json.decode(text)
  return type(value) == "table" and value or nil
end

-- Whether a token names its key and is good for no longer than its issuer may make it. What cannot be read here is not
-- let through on the chance that the gateway reads it in the same way: it stumbles over a header without a key id of
-- its own that has one further inside.
local function orderly(token)
  local first, second = token:match("^([^.]*)%.([^.]*)")
  if not first then return true end
  local header, claims = read(first), read(second)
  if not header or type(header.kid) ~= "string" or not claims then return false end
  local lifetime = lifetimes[claims.iss or ""]
  return not lifetime or (type(claims.exp) == "number" and claims.exp <= ngx.time() + lifetime + leeway)
end

-- Refuses tokens that name no key or are good for too long.
function answers.refuse()
  local token = (ngx.var.http_authorization or ""):match("^%s*[Bb][Ee][Aa][Rr][Ee][Rr]%s+(.*)$")
  if not token or orderly(token) then return end
  local access = ngx.var.gateway_operation:match("^%S+")
  if access ~= "public" and access ~= "apiKey" then return ngx.exit(401) end
end

-- Gives an error of the gateway's own the status that its body has. Which one that is its length tells, before the
-- body is there: all of these bodies are ours, each status has one, and the gateway marks every other answer.
function answers.settle()
  if ngx.var.upstream_http_x_portcullis_answer then return end
  local sent = ngx.status
  local meant = errors[sent .. " " .. (ngx.var.upstream_http_content_length or "")]
  if not meant then return end
  ngx.status = meant
  local header = ngx.header
  header["Content-Type"] = "application/problem+json"
  header["Cache-Control"] = "no-store"
  if meant == 401 then
    local access = ngx.var.gateway_operation:match("^%S+")
    header["WWW-Authenticate"] = access == "apiKey" and "ApiKey" or 'Bearer error="invalid_token"'
  elseif meant == 429 then
    local requests, seconds = ngx.var.gateway_operation:match("^%S+ (%d+)/(%d+)")
    if sent == 429 and requests then
      -- A refused call counts as well: after a whole period without one, all of them are there again.
      header["Retry-After"] = seconds
      header["RateLimit-Limit"] = requests
      header["RateLimit-Remaining"] = "0"
      header["RateLimit-Reset"] = seconds
    else
      header["Retry-After"] = day
    end
  end
end

return answers
