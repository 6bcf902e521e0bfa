package secret

import (
	"crypto/rand"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// MadeUpName returns two friendly words, such as "amber otter": a name for a
// seat, or for an account, that says nothing about its owner.
func MadeUpName() string {
	return pick(describing) + " " + pick(creatures)
}

// NumberedName is a made-up name with a number behind it, such as "amber otter
// 47", for when two words by themselves are hard to come by. No number begins
// with a nought, which is easily mistaken and left out.
func NumberedName() string {
	n, err := rand.Int(rand.Reader, big.NewInt(greatestNumber-leastNumber+1))
	if err != nil {
		panic("no random numbers: " + err.Error())
	}
	return MadeUpName() + " " + strconv.FormatInt(n.Int64()+leastNumber, 10)
}

// The numbers behind a name have two digits.
const leastNumber, greatestNumber = 10, 99

func pick(words []string) string {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(len(words))))
	if err != nil {
		panic("no random numbers: " + err.Error())
	}
	return words[n.Int64()]
}

var describing = []string{
	"amber", "ancient", "autumn", "bold", "brave", "bright", "brisk", "calm", "cedar", "cheerful", "clever", "cobalt",
	"copper", "coral", "cosmic", "crisp", "curious", "dapper", "daring", "eager", "early", "ember", "fair", "fern",
	"fleet", "gentle", "gilded", "glad", "golden", "grand", "happy", "hazel", "honest", "indigo", "ivory", "jade",
	"jolly", "keen", "kind", "lilac", "lively", "lucky", "lunar", "maple", "mellow", "merry", "mighty", "misty",
	"modest", "navy", "neat", "nimble", "noble", "ochre", "olive", "patient", "pearl", "plucky", "polar", "proud",
	"quick", "quiet", "rapid", "ready", "rosy", "ruby", "russet", "sandy", "scarlet", "sharp", "silver", "sincere",
	"sky", "solar", "spry", "starry", "steady", "stout", "sunny", "swift", "tidal", "topaz", "trusty", "upbeat",
	"velvet", "vivid", "warm", "wild", "willow", "windy", "wise", "witty", "wooden", "zesty",
}

var creatures = []string{
	"badger", "beetle", "bison", "bittern", "blackbird", "buzzard", "condor", "cormorant", "crab", "crane", "cricket",
	"curlew", "dolphin", "dormouse", "dragonfly", "dunlin", "eider", "egret", "falcon", "finch", "fox", "gannet",
	"gecko", "goldfinch", "goose", "grouse", "guillemot", "hare", "harrier", "hedgehog", "heron", "ibex", "jackdaw",
	"kestrel", "kingfisher", "kite", "kittiwake", "lapwing", "lark", "linnet", "lobster", "lynx", "magpie", "mallard",
	"marten", "merlin", "mole", "moth", "newt", "nightjar", "nuthatch", "orca", "osprey", "otter", "owl", "panda",
	"partridge", "pelican", "penguin", "petrel", "pheasant", "pipit", "plover", "pony", "puffin", "quail", "raven",
	"redstart", "robin", "salmon", "sandpiper", "seahorse", "seal", "shrew", "siskin", "skylark", "sparrow", "squirrel",
	"starfish", "starling", "stoat", "stork", "swallow", "swan", "swift", "tern", "thrush", "toad", "trout", "turtle",
	"vole", "wagtail", "warbler", "weasel", "whale", "wombat", "woodcock", "wren", "yak", "zebra",
}

// AsMadeUp returns the name of ours that somebody typed, as we write it, or
// nothing: what pupils write themselves is not taken as a name that others see.
func AsMadeUp(name string) string {
	words := strings.Fields(strings.ToLower(name))
	number := ""
	if len(words) == 3 && isNumber(words[2]) {
		words, number = words[:2], " "+words[2]
	}
	if len(words) != 2 || !slices.Contains(describing, words[0]) || !slices.Contains(creatures, words[1]) {
		return ""
	}
	return words[0] + " " + words[1] + number
}

func isNumber(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && n >= leastNumber && n <= greatestNumber && len(word) == 2
}
