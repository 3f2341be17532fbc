package templates

import "reflect"

// views are the types that templates are executed with, by name, so that a
// message about a field that does not exist can name one that does.
var views = []any{
	HomePage{}, GuidePage{}, CategoryPage{}, OptionPage{}, MissingPage{}, RedirectPage{}, Frame{}, Preview{}, NavLink{},
	CategorySummary{}, Card{}, Person{}, Day{}, OptionLink{}, ContentsEntry{}, OptionSummary{}, Table{},
	Legend{}, TableGroup{}, TableRow{}, Cell{}, Mark{}, Source{}, SourceCount{}, Title{}, Cards{}, Section{}, FAQ{}, Tabs{}, Tab{},
	Checklist{}, ChecklistEntry{}, Box{}, ProsCons{}, OptionProsCons{}, UsedBy{}, OptionUsers{}, User{}, Related{},
	DecidePage{}, Decision{}, Effort{}, Walk{}, Step{}, StepAnswer{}, OptionWhy{}, Why{}, WhyAnswer{}, Question{}, Answer{},
	Apart{}, SharedFact{}, ToldFact{}, Likeness{}, Competitor{}, Family{}, Relative{}, Neighbours{}, Neighbour{}, StackLink{},
	DecisionLink{}, DecisionStack{}, TreePicture{}, TreeBox{}, TreeText{},
	PairPage{}, LittleKnown{}, MissingFacts{}, MoreRows{}, PairSpeaks{}, PairSide{}, PairSentence{}, PairValue{}, PairNote{},
	Weighing{}, WeighGroup{}, WeighOption{}, WeighLeft{}, Profile{}, ProfileGroup{},
	PairDecides{}, PairAnswers{}, PairAnswer{}, Logo{},
}

// fieldNames lists the fields of a view, those of embedded ones too.
func fieldNames(view string) []string {
	for _, v := range views {
		if t := reflect.TypeOf(v); t.Name() == view {
			var names []string
			for _, f := range reflect.VisibleFields(t) {
				if !f.Anonymous {
					names = append(names, f.Name)
				}
			}
			return names
		}
	}
	return nil
}
