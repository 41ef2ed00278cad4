//! Who works in the rounds.

use crate::{
    clients::{Client, Part},
    installation::Installation,
};

/// The two areas that requests are assigned to; each has two liaisons.
const AREAS: [&str; 2] = ["ministerio-de-salud", "ministerio-de-cultura"];
const PEOPLE: usize = 8;

/// Makes them, and their tokens.
pub fn people(installation: &Installation) -> Vec<Client> {
    let coordinator = Part::Coordinator(AREAS.map(str::to_owned).to_vec());
    let mut who: Vec<(String, Part)> = (0..PEOPLE)
        .map(|number| (format!("persona{number}@example.org"), Part::Person))
        .collect();
    for number in 0..2 {
        who.extend(AREAS.map(|area| {
            (
                format!("{area}{number}@example.org"),
                Part::Liaison(area.to_owned()),
            )
        }));
        who.push((format!("coordina{number}@example.org"), coordinator.clone()));
    }
    let client = |(email, part): (String, Part)| {
        let (role, area) = match &part {
            Part::Person => ("person", None),
            Part::Liaison(area) => ("liaison", Some(area.as_str())),
            Part::Coordinator(_) => ("coordinator", None),
        };
        let token = installation.token(&email, role, area);
        Client { email, token, part }
    };
    who.into_iter().map(client).collect()
}
