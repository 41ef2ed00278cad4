//! The life of a request, made up: when it was filed, by whom, and what happened to it since. Newer ones have less behind
//! them. The same in every run.

use domain::{action::Draft, seed, status::ActionKind};
use jiff::{Span, Timestamp};
use serde_json::{Map, Value, json};

use crate::{chance::Chance, words};

/// The last day of the three years that are told: a Friday, 2026-11-20, at noon in Buenos Aires.
const LAST: i64 = 1_795_186_800;
const YEARS: i64 = 3;
const DAY: i64 = 24 * 60 * 60;

/// Whoever does something. The number is the place in the list of those.
#[derive(Debug, Clone, Copy)]
pub enum Who {
    /// The open-data team.
    Coordinator,
    /// The liaison of an area.
    Liaison(usize),
    /// A data user.
    Citizen(usize),
}

/// One action.
#[derive(Debug, Clone)]
pub struct Step {
    /// By whom.
    pub who: Who,
    /// When.
    pub at: Timestamp,
    /// What.
    pub draft: Draft,
}

/// All that happens to one request.
#[derive(Debug, Clone)]
pub struct Story {
    /// When it was filed.
    pub at: Timestamp,
    /// By which data user.
    pub requester: usize,
    /// What was filed.
    pub fields: Map<String, Value>,
    /// What happened then.
    pub steps: Vec<Step>,
    /// The data users who need it too.
    pub supporters: Vec<usize>,
    /// Who commented, and what.
    pub comment: Option<(usize, String)>,
    /// Whether its area still works on it.
    pub stays_open: bool,
}

impl Story {
    /// When the last thing happened.
    pub fn ended(&self) -> Timestamp {
        self.steps.last().map_or(self.at, |step| step.at)
    }
}

/// A name for the `number`-th person.
pub fn name(number: usize) -> String {
    const FIRST: [&str; 10] = [
        "Ana", "Bruno", "Carla", "Diego", "Elena", "Facundo", "Gabriela", "Hernán", "Inés", "Julián",
    ];
    const LAST: [&str; 9] = [
        "Acosta",
        "Benítez",
        "Castro",
        "Domínguez",
        "Escobar",
        "Ferreyra",
        "Giménez",
        "Herrera",
        "Ibáñez",
    ];
    let of = |names: &[&'static str]| names.get(number % names.len()).copied().unwrap_or_default();
    format!("{} {}", of(&FIRST), of(&LAST))
}

/// The `row`-th of `rows` requests, in a city with `citizens` data users.
pub fn of(row: usize, rows: usize, citizens: usize, chance: &mut Chance) -> Story {
    let span = YEARS * 365 * DAY;
    let age = span - span * number(row) / number(rows.max(1));
    let at = moment(LAST - age);
    let requester = chance.skewed(citizens);
    let words = words::request(row, rows, chance);
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("title", words.title.into());
    put("body", words.body.into());
    words.purpose.map(|purpose| put("purpose", purpose.into()));
    words.format.map(|format| put("format", format.into()));
    if chance.percent(80) {
        let theme = seed::themes()
            .get(chance.skewed(seed::themes().len()))
            .map_or("other", |theme| theme.key);
        put("theme", theme.into());
    }
    if chance.percent(20) {
        put("anonymous", true.into());
    }
    let mut plot = Plot {
        requester,
        area: chance.skewed(seed::areas().len()),
        at,
        steps: Vec::new(),
    };
    let stays_open = plot.unfold(age / DAY, chance);
    let steps = plot.steps;
    let ended = steps.last().map_or(at, |step| step.at);
    debug_assert!(ended <= moment(LAST), "nothing happens in the future");
    Story {
        at,
        requester,
        fields,
        steps,
        supporters: supporters(requester, citizens, chance),
        comment: comment(citizens, chance),
        stays_open,
    }
}

/// Most need nobody's company, a few are what everybody waits for.
fn supporters(requester: usize, citizens: usize, chance: &mut Chance) -> Vec<usize> {
    let count = match chance.below(100) {
        0..80 => 0,
        80..95 => 1 + chance.below(2),
        95..99 => 3 + chance.below(5),
        _ => 10 + chance.below(20),
    };
    let mut chosen: Vec<usize> = (0..count)
        .map(|_| chance.below(citizens))
        .filter(|one| *one != requester)
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

fn comment(citizens: usize, chance: &mut Chance) -> Option<(usize, String)> {
    chance
        .percent(10)
        .then(|| (chance.skewed(citizens), words::sentence(chance)))
}

/// A story being told.
struct Plot {
    requester: usize,
    area: usize,
    at: Timestamp,
    steps: Vec<Step>,
}

impl Plot {
    /// Tells as much as fits into `days`. Says whether the area still works on it.
    fn unfold(&mut self, days: i64, chance: &mut Chance) -> bool {
        let kind = chance.below(100);
        if days < 3 || kind < 4 {
            return false;
        }
        if kind >= 96 {
            self.requester(ActionKind::Withdraw, json!({}));
            return false;
        }
        self.coordinator(ActionKind::Assign, json!({ "area": self.slug() }), chance);
        let planned = !(40..80).contains(&kind);
        if days < 30 || kind < 14 {
            return true;
        }
        if kind < 18 {
            self.liaison(ActionKind::Ask, json!({}), chance);
            return true;
        }
        if planned {
            let on = day_after(self.at, 45);
            self.liaison(ActionKind::Plan, json!({ "promised_on": on }), chance);
        }
        if kind < 28 {
            return true;
        }
        if planned {
            self.liaison(ActionKind::Start, json!({}), chance);
            self.liaison(ActionKind::Inform, json!({}), chance);
        }
        if kind < 34 {
            return true;
        }
        let answer = match chance.below(10) {
            0..6 => {
                json!({ "outcome": "published", "evidence": { "url": "https://data.example.org/dataset/1" } })
            }
            6 => {
                json!({ "outcome": "already_exists", "evidence": { "url": "https://data.example.org/dataset/2" } })
            }
            7 => json!({ "outcome": "not_suitable", "evidence": { "ground": "personal_data" } }),
            _ => json!({ "outcome": "not_held", "evidence": {} }),
        };
        self.liaison(ActionKind::Answer, answer, chance);
        if kind >= 46 {
            self.requester(ActionKind::Confirm, json!({ "verdict": "yes", "rating": 4 }));
        }
        false
    }

    fn slug(&self) -> &'static str {
        seed::areas().get(self.area).map_or("", |area| area.slug)
    }

    fn coordinator(&mut self, kind: ActionKind, fields: Value, chance: &mut Chance) {
        self.say(Who::Coordinator, kind, fields, chance);
    }

    fn liaison(&mut self, kind: ActionKind, fields: Value, chance: &mut Chance) {
        self.say(Who::Liaison(self.area), kind, fields, chance);
    }

    fn requester(&mut self, kind: ActionKind, fields: Value) {
        self.step(Who::Citizen(self.requester), kind, fields);
    }

    fn say(&mut self, who: Who, kind: ActionKind, mut fields: Value, chance: &mut Chance) {
        fields["message"] = words::sentence(chance).into();
        self.step(who, kind, fields);
    }

    /// Two days after what was before.
    fn step(&mut self, who: Who, kind: ActionKind, fields: Value) {
        self.at = moment(self.at.as_second() + 2 * DAY);
        let fields = if let Value::Object(fields) = fields {
            fields
        } else {
            Map::new()
        };
        self.steps.push(Step {
            who,
            at: self.at,
            draft: Draft::new(kind, fields),
        });
    }
}

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn day_after(at: Timestamp, days: i64) -> String {
    let later = at.checked_add(Span::new().hours(days * 24)).unwrap_or(at);
    later.to_string().chars().take(10).collect()
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(0)
}
