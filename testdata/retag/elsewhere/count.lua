return redis.call("LLEN", "parcel:" .. ARGV[1] .. ":in")
