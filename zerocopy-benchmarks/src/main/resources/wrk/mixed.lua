-- asks for one of a few hot files 19 times out of 20, otherwise for one of many larger ones
local hot, cold = 64, 2000
local thread_count = 0

function setup(thread)
	thread:set("id", thread_count)
	thread_count = thread_count + 1
end

function init(args)
	math.randomseed(4711 + id)
end

function request()
	local path
	if math.random(20) == 1 then
		path = "/mixed/cold-" .. math.random(0, cold - 1) .. ".bin"
	else
		path = "/mixed/hot-" .. math.random(0, hot - 1) .. ".bin"
	end
	return wrk.format("GET", path)
end

-- prints what wrk counted as one line of exact numbers
function done(summary, latency, requests)
	local errors = summary.errors
	io.write(string.format("requests=%d bytes=%d micros=%d p50=%d p99=%d max=%d errors=%d\n",
		summary.requests, summary.bytes, summary.duration,
		latency:percentile(50), latency:percentile(99), latency.max,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
