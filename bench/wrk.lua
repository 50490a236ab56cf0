-- wrk ... -s wrk.lua ADDRESS -- STATUS [TOKENS]
-- TOKENS is a file with a bearer token in each line; each is sent once, and where they do not suffice that is an error.
-- Counts every answer of another status as an error, and prints requests, duration, p50 and p99 (µs), errors.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  expected = tonumber(args[1])
  unexpected = 0
  if args[2] then
    local tokens = io.open(args[2])
    request = function()
      wrk.headers["Authorization"] = "Bearer " .. (tokens:read("*l") or "used up")
      return wrk.format()
    end
  end
end

function response(status)
  if status ~= expected then
    unexpected = unexpected + 1
  end
end

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do
    errors = errors + thread:get("unexpected")
  end
  print(string.format("FIGURES %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors))
end
