package forms

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A Form is one of the functions.
type Form struct {
	Name string
	Run  func(ctx context.Context, c redis.UniversalClient, ids []string) (any, error)
}

// All are the functions of this package.
var All = []Form{
	{"Bare", Bare},
	{"BareErr", BareErr},
	{"Blank", Blank},
	{"BlankResult", func(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
		return BlankResult(ctx, c, ids)
	}},
	{"DefineErr", func(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
		return DefineErr(ctx, c, ids)
	}},
	{"AssignErr", AssignErr},
	{"CheckReturn", CheckReturn},
	{"CheckGoOn", CheckGoOn},
	{"CheckAssigned", CheckAssigned},
	{"CheckOnly", CheckOnly},
	{"CheckLabel", CheckLabel},
	{"ReturnErr", ReturnErr},
	{"ReturnResult", ReturnResult},
	{"ReturnVal", ReturnVal},
	{"DefineResult", DefineResult},
	{"AssignResult", AssignResult},
	{"DefineHalf", DefineHalf},
	{"DefineVal", DefineVal},
	{"DefineValue", DefineValue},
	{"DefineError", DefineError},
	{"MGet", MGet},
	{"MGetAssign", MGetAssign},
	{"MGetReturn", MGetReturn},
	{"MGetVal", MGetVal},
	{"MGetTwo", MGetTwo},
	{"MSetAny", MSetAny},
	{"MSetTexts", MSetTexts},
	{"MSetPairs", MSetPairs},
	{"MSetList", MSetList},
	{"MSetTwo", MSetTwo},
	{"Once", Once},
	{"Field", Field},
	{"Taken", Taken},
	{"Two", Two},
	{"Asked", Asked},
	{"AskedBefore", AskedBefore},
	{"Batches", Batches},
	{"Literal", Literal},
	{"Case", Case},
	{"Lines", Lines},
	{"Emptied", Emptied},
	{"CheckElse", CheckElse},
	{"CheckContinue", CheckContinue},
	{"CheckBoth", CheckBoth},
	{"CheckValue", CheckValue},
	{"CheckNil", CheckNil},
	{"CheckHidden", CheckHidden},
	{"CheckNamed", CheckNamed},
	{"AssignOuter", AssignOuter},
	{"ValueOnly", ValueOnly},
	{"Captured", Captured},
	{"Later", Later},
	{"LaterAlone", LaterAlone},
	{"Inner", Inner},
	{"Many", Many},
	{"LoopOwn", LoopOwn},
	{"LoopErr", LoopErr},
	{"LoopVal", LoopVal},
	{"LoopCheck", LoopCheck},
	{"LoopMGet", LoopMGet},
	{"LoopMGetVal", LoopMGetVal},
	{"LoopMSetMap", LoopMSetMap},
	{"LoopMSetList", LoopMSetList},
	{"LoopMSetTwo", LoopMSetTwo},
}
