package templates

// A Weighing ranks options by their facts, and lets a reader say how much each group
// of these counts. Executed as "weigh.html". The script reads its numbers from the
// attributes that begin with "data-".
type Weighing struct {
	ID      string // unique in the page: "weigh"
	Whole   bool   // all options of a category: the place to say how it is worked out
	Groups  []WeighGroup
	Options []WeighOption // as they rank where all groups count alike; last those that cannot be ranked
	Said    string        // who comes first, in a sentence
	Scale   string        // what stands for 1 in the options' scores
	Long    bool          // sums of scores are too large for a script's numbers
	More    int           // how many options there are, where they are too many to see at once; else 0
	Left    []WeighLeft   // what is left out
	Facts   int           // how many facts that are
}

// A WeighGroup is weighed as one.
type WeighGroup struct {
	ID    string // in the address: "security"
	Label string
	Flips string // at which weight others come first, in a sentence
}

// A WeighOption is an option in the ranking.
type WeighOption struct {
	OptionLink
	ID     string
	Place  int    // from 1; 0 where it cannot be ranked
	Score  int    // 0 to 100
	Said   string // the score in words, or that there is none
	Scores string // in each group, times the scale, with commas; empty where too little is known
	Left   int    // how many of its facts are left out
}

// A WeighLeft is what is left out of an option's scores.
type WeighLeft struct {
	OptionLink
	Unknown       []ToldFact // without values; none where the facts are too many to name
	NotApplicable []ToldFact
	// How many they are.
	UnknownCount, NotApplicableCount int
}

// A Profile is where an option stands in each group among the options of its
// category. Executed as "profile.html".
type Profile struct {
	Options int // of the category
	Groups  []ProfileGroup
}

// A ProfileGroup is where an option stands in a group.
type ProfileGroup struct {
	Label  string
	Row    string // id of the first row of the group that takes part; empty where there is none
	Known  int    // of its facts
	Facts  int    // that take part
	Scored bool   // enough is known for a score
	Score  int    // 0 to 100
	Said   string // the score in words, or that there is none
	Median int    // of all options that have a score
}
