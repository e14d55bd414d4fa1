package bounds

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A script that calls its functions four million times is not followed to its end.
var fan = redis.NewScript("" + // want `given up: 200000 steps of a script are followed, and here are more`
	`local function f0() return redis.call('GET', KEYS[1]) end
local function f1() f0() f0() f0() f0() end
local function f2() f1() f1() f1() f1() end
local function f3() f2() f2() f2() f2() end
local function f4() f3() f3() f3() f3() end
local function f5() f4() f4() f4() f4() end
local function f6() f5() f5() f5() f5() end
local function f7() f6() f6() f6() f6() end
local function f8() f7() f7() f7() f7() end
local function f9() f8() f8() f8() f8() end
local function f10() f9() f9() f9() f9() end
local function f11() f10() f10() f10() f10() end
f11()`)

func runFan(ctx context.Context, c redis.UniversalClient) { fan.Run(ctx, c, []string{"a"}) }
