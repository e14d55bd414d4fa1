package guards
import ("github.com/crossslotlint/crossslotlint/slot";"github.com/redis/go-redis/v9")
var _ = slot.Of
var _ redis.Cmdable
