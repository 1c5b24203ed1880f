package guard_test

const confined = "confined"

func confine() int { return 0 }
