-- load.lua - what wrk sends: wrk ... -s load.lua URL -- OPERATION TOKEN COMPLAINTS FIRST_DAY DAYS
--
-- OPERATION  get   one complaint of the measured council, which has every fourth number (fill.sql)
--            page  50 of its worklist, from a random place on
--            post  a complaint
--            idle  one request per connection, then silence
--
-- At the end one line: requests, microseconds, p50 and p99 in microseconds, broken connections, answers that were no
-- success, mean length of an answer with its head.

local threads = 0

function setup(thread)
  thread:set("seed", os.time() * 16 + threads)
  threads = threads + 1
end

local prefix = "0190a000-0000-7000-8000-"
local digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

local function base64url(text)
  local out, bits, held = {}, 0, 0
  for i = 1, #text do
    bits = bits * 256 + text:byte(i)
    held = held + 8
    while held >= 6 do
      held = held - 6
      local value = math.floor(bits / 2 ^ held)
      bits = bits % 2 ^ held
      out[#out + 1] = digits:sub(value + 1, value + 1)
    end
  end
  if held > 0 then
    local value = bits * 2 ^ (6 - held)
    out[#out + 1] = digits:sub(value + 1, value + 1)
  end
  return table.concat(out)
end

local complaints, first, days

local function any_complaint()
  return string.format("%s%012.0f", prefix, 100000000000 + 4 * math.random(0, math.floor(complaints / 4) - 1))
end

local makers = {}

function makers.get()
  return wrk.format("GET", "/v1/complaints/" .. any_complaint())
end

function makers.page()
  local day = os.date("!%Y-%m-%d", first + 86400 * math.random(0, days - 1))
  local cursor = base64url(string.format('["%s","%s"]', day, any_complaint()))
  return wrk.format("GET", "/v1/complaints?limit=50&sort=due_on&open=true&cursor=" .. cursor)
end

function makers.post()
  return wrk.format("POST", "/v1/complaints")
end

function makers.idle()
  return wrk.format("GET", "/v1/complaints/" .. any_complaint())
end

local make
local asked = 0

function init(args)
  local operation, token, count, first_day, number = unpack(args)
  local year, month, day = first_day:match("(%d+)-(%d+)-(%d+)")

  math.randomseed(seed)
  complaints, days = tonumber(count), tonumber(number)
  first = os.time({ year = year, month = month, day = day, hour = 12 })
  wrk.headers["Authorization"] = "Bearer " .. token
  if operation == "post" then
    wrk.headers["Content-Type"] = "application/json"
    local file = assert(io.open(args[6]))
    wrk.body = file:read("*a")
    file:close()
  end
  if operation == "idle" then
    local connections = tonumber(args[6])
    function delay() -- milliseconds before the next request of a connection
      asked = asked + 1
      return asked <= connections and math.random(0, 2000) or 3600000
    end
  end
  make = makers[operation]
end

function request()
  return make()
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("figures %d %d %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.connect + errors.read + errors.write + errors.timeout, errors.status,
    summary.bytes / math.max(summary.requests, 1)))
end
