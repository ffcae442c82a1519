-- asks for files of a tree by chance: argument 1 is how many there are, 1000 in a directory, argument 2 its name
local files = 1
local tree = "tree"
local thread_count = 0

function setup(thread)
	thread:set("id", thread_count)
	thread_count = thread_count + 1
end

function init(args)
	files = tonumber(args[1])
	tree = args[2] or tree
	math.randomseed(4711 + id)
end

function request()
	local file = math.random(0, files - 1)
	return wrk.format("GET", "/" .. tree .. "/" .. math.floor(file / 1000) .. "/" .. file .. ".bin")
end

-- prints what wrk counted as one line of exact numbers
function done(summary, latency, requests)
	local errors = summary.errors
	io.write(string.format("requests=%d bytes=%d micros=%d p50=%d p99=%d max=%d errors=%d\n",
		summary.requests, summary.bytes, summary.duration,
		latency:percentile(50), latency:percentile(99), latency.max,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
