local n = redis.call('INCR', KEYS[1])
redis.call('SADD', 'all:counters', KEYS[1])
return n
