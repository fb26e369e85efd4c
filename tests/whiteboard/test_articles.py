"""Articles whose exercises stand in prose, and texts in which there is no workout."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from legtimer.whiteboard.prescription import Prescription
from legtimer.whiteboard.prescription_reader import read_prescription
from legtimer.whiteboard.reader import read_whiteboard
from legtimer.whiteboard.vocabulary import prose_vocabulary
from tests.whiteboard.plans import name_of
from tests.whiteboard.test_texts import plan

CASES = tomllib.loads((Path(__file__).parent / "articles.toml").read_text("utf-8"))["text"]


@pytest.mark.parametrize("case", CASES, ids=[case["style"] for case in CASES])
def test_an_article_gives_its_plan(case):
    reading = read_whiteboard(case["text"], name_of)
    assert plan(case["text"]) == case["plan"].strip("\n")
    marks = {int(n) for _, guess in reading.guesses for n in re.findall(r"\bline (\d+):", guess)}
    assert sorted(marks) == case["marks"]
    assert [number for number, _ in reading.unread] == case.get("unread", [])


IN_PROSE = [case for case in CASES if case["marks"]]


@pytest.mark.parametrize("case", IN_PROSE, ids=[case["style"] for case in IN_PROSE])
def test_every_exercise_of_an_article_is_marked(case):
    for workout in read_whiteboard(case["text"], name_of).workouts:
        exercises = [line for line in workout.lines if line.text.startswith(('  "', "  {"))]
        assert exercises
        assert all(line.guess for line in exercises)


def test_a_line_that_is_left_out_twice_is_told_twice_at_its_place():
    text = (
        "My uncle has two knees and one opinion, and this is what he does with them on Sundays. "
        "He says that a hill is a friend you have not met. I only hold his jacket and count.\n"
        "\nSlow squat\nDo 12 reps with a long breath in.\n300 m kangaroo\n"
        "Calf raise\nDo 20 reps on the stair.\n300 m kangaroo\nLunge\nDo 8 reps on each leg.\n"
    )
    reading = read_whiteboard(text, name_of)
    assert reading.unread == ((5, "300 m kangaroo"), (8, "300 m kangaroo"))
    (workout,) = reading.workouts
    places = [line.source for line in workout.lines if line.text.startswith("  ")]
    assert places == [3, 5, 6, 8, 9]
    assert not {5, 8} & set(reading.prose)


def test_what_is_left_out_of_an_article_stands_at_the_end_of_its_file():
    text = (
        "Why my left knee is a diva\n\n"
        "It has been with me for 41 years and sulks. Rain makes it worse, and so does jazz.\n\n"
        "Calf raise\n\nStand on the stair. Lower for 3 seconds. Do 3 sets of 12 reps.\n\n"
        "My neighbour says that there is nothing that a cup of tea and a good chair cannot mend.\n"
    )
    (workout,) = read_whiteboard(text, name_of).workouts
    assert workout.text.endswith(
        "\n\n# line 3, not read: It has been with me for 41 years and sulks.\n"
        "# line 7, not read: Lower for 3 seconds.\n# left out as prose: lines 1, 9\n"
    )


NO_WORKOUT = {
    "a study": "In 2019 a study followed 42 runners for 8 weeks. They trained 3 times a week for "
    "20 minutes and were 3% faster over 5 km afterwards. The authors think that the legs were "
    "stiffer. Nobody was hurt, and 38 of the 42 said that they would go on for another 10 weeks.",
    "an advert": "Our new mat is 6 mm thick and 24 inches wide, and it is 30% off until 31 May. "
    "Call 555 0134 or visit the shop at 12 High Street. It takes 2 minutes to order and 3 days to "
    "arrive. More than 4000 people gave it 5 stars, and you can send it back within 30 days.",
    "tabata in general": "How Tabata helps runners\n\nTabata means 20 seconds of work and 10 "
    "seconds of rest for 8 rounds of one exercise. In 1996 a study found that it raised what the "
    "heart can "
    "do by 14% in 6 weeks.\n\nIt was done on bikes, and those who did it were skaters of the "
    "national team. It takes no more than 4 minutes of your day.",
    "how to": "Stand with your feet 2 feet apart and bend your knees to 90 degrees. Lower yourself "
    "for 3 seconds and hold for 2 seconds at the bottom. Your heels stay on the ground. Keep your "
    "eyes on a point about 10 feet in front of you, and breathe out on the way up.",
    "steps that are no exercises": "1. Pick your exercises\n\nChoose five that you like and that "
    "you can do without a break. It does not matter which.\n\n2. Decide how long\n\nDo each "
    "exercise for 45 seconds, with 15 seconds of rest before you go to the next one.\n\n"
    "3. Find a place\n\nClear some floor, so that nobody gets hurt, and put your phone away.",
}


@pytest.mark.parametrize("text", NO_WORKOUT.values(), ids=NO_WORKOUT)
def test_prose_without_a_workout_is_refused(text):
    reading = read_whiteboard(text, name_of)
    assert "no workout" in reading.problem
    assert reading.workouts == ()


def test_a_letter_that_tells_of_a_workout_is_refused_with_its_lines():
    text = (
        "Question: This winter I do a leg session that leaves me so sore that I can only face it "
        "every sixth day: one set of leg presses or hack squats, one set of hamstring curls, two "
        "sets of calf raises. Nothing is left of me after that. - Paul\n\n"
        "Answer: Go out and ride your bike, Paul. It misses you, and the weather is not as bad as "
        "it looks from the sofa. You may take the dog, if the dog has done its stretching.\n"
    )
    reading = read_whiteboard(text, name_of)
    assert reading.workouts == ()
    assert "how much is said in line 1" in reading.problem


SAYS = {
    "Do 10 to 20 repetitions per set for one to three sets.": Prescription("10-20", sets="1-3"),
    "Complete 3 sets of 8 on each leg.": Prescription("8", "leg", "3"),
    "Hold for 20 to 30 seconds.": Prescription("0:20-0:30"),
    "Repeat this movement 10 times on each leg.": Prescription("10", "leg"),
    "Repeat 10 times.": Prescription(repeats="10"),
    "Do 4 rounds with a one-minute rest between rounds.": Prescription(
        rounds="4", round_rest="1:00", circuit=True
    ),
    "Do each exercise for 40 seconds, followed by 20 seconds of rest.": Prescription(
        "0:40", between="0:20", for_all=True
    ),
    "Then repeat the circuit two more times.": Prescription(rounds="3", circuit=True),
    "Rest for 90 seconds between sets.": Prescription(rest="1:30"),
    "That counts as one set; do four sets.": Prescription(sets="4"),
    "Do 16 switches and repeat 3 times": Prescription("16", sets="3"),
    "Reach out 6 times and repeat 2 times.": Prescription("6", sets="2"),
    "Rest 60 seconds and repeat 2-3 more times.": Prescription(rest="1:00", repeats="3-4"),
    "You'll do four circuits with 90 seconds of rest between each circuit.": Prescription(
        rounds="4", round_rest="1:30", circuit=True
    ),
    "30 seconds on / 15 seconds off.": Prescription("0:30", between="0:15", for_all=True),
    "Hold for 30 seconds, 3 times each side.": Prescription("0:30", "side", "3"),
    "Hold for 1.5 minutes.": Prescription(amount="1.5 min"),
    # What is no amount of work.
    "Do all of these moves; you will need 12-18 minutes.": Prescription(for_all=True),
    "Do this workout two to three times a week.": Prescription(),
    "Bend your knees to 90 degrees.": Prescription(),
    "Hold for 2 seconds at the top.": Prescription(),
    "Pause for 2 seconds at the top.": Prescription(),
    "One up and one down is one repetition.": Prescription(),
    "If that is easy, do 20 reps.": Prescription(),
    "Stand 2 feet from the wall.": Prescription(),
    "A 10-minute workout for 5 good reasons.": Prescription(),
}


@pytest.mark.parametrize(("sentence", "says"), SAYS.items(), ids=SAYS)
def test_a_sentence_says_how_much(sentence, says):
    assert read_prescription(sentence, prose_vocabulary("en")) == says


def test_a_short_name_that_begins_with_a_word_of_instructions_is_an_exercise():
    text = (
        "Nobody in our club likes to jump, and so we jump on Thursdays, when the others are away. "
        "It is good for the legs and bad for the neighbours, and it takes a very short time.\n\n"
        "Switch squats\nTurn in the air and land as you would on ice. Do 14 reps.\n\n"
        "Calf raise\nDo 20 reps on the stair.\n"
    )
    (workout,) = read_whiteboard(text, name_of).workouts
    assert [line.text for line in workout.lines if line.text.startswith('  "')] == [
        '  "14 Switch squats",  # guess: line 4: Do 14 reps.',
        '  "20 Calf raise",  # guess: line 7: Do 20 reps on the stair.',
    ]
