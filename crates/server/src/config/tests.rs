use std::collections::BTreeMap;

use domain::locale::Locale;
use web::brand::Contact;

use super::{Config, ConfigProblem, Database, parse};

fn with(variables: &[(&str, &str)]) -> Result<Config, Vec<ConfigProblem>> {
    let environment: BTreeMap<String, String> = variables
        .iter()
        .map(|(key, value)| (format!("VENTANILLA_{key}"), (*value).to_owned()))
        .collect();
    parse(None, &environment, None)
}

fn file(text: &str) -> Result<Config, Vec<ConfigProblem>> {
    parse(Some(text), &BTreeMap::new(), None)
}

#[track_caller]
fn refused(variables: &[(&str, &str)], key: &str, about: &str) {
    let problems = with(variables).unwrap_err();
    let problem = problems
        .iter()
        .find(|problem| problem.key == format!("VENTANILLA_{key}"));
    let problem = problem.unwrap_or_else(|| panic!("{key} is not among {problems:?}"));
    assert!(problem.problem.contains(about), "{problem}");
    assert!(!problem.cure.is_empty());
}

#[test]
fn an_empty_configuration_serves_this_machine() {
    let config = with(&[]).unwrap();
    assert_eq!(config.base_url.as_str(), "http://127.0.0.1:8080");
    assert_eq!(config.database, Database::Sqlite("data/ventanilla.db".into()));
    assert_eq!(config.database.url(), "sqlite:data/ventanilla.db");
    assert_eq!(config.mail_from.address.to_string(), "ventanilla@localhost");
    assert_eq!(
        config.time_zone.iana_name(),
        Some("America/Argentina/Buenos_Aires")
    );
    assert!(config.limits && config.staff_second_factor && config.now.is_none());
}

#[test]
fn the_environment_outweighs_the_file_and_the_command_line_both() {
    let environment = BTreeMap::from([("VENTANILLA_LISTEN".to_owned(), "127.0.0.1:2".to_owned())]);
    let text = "listen = \"127.0.0.1:1\"\nlocale = \"en\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]";
    let config = parse(Some(text), &environment, None).unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.locale.as_str(), "en");
    assert_eq!(config.trusted_proxies.len(), 2);
    assert_eq!(
        parse(Some(text), &environment, Some("localhost:3"))
            .unwrap()
            .base_url
            .as_str(),
        "http://127.0.0.1:3"
    );
}

#[test]
fn unknown_keys_stop_the_start_and_name_the_known_ones() {
    let problems = with(&[("LIMIT", "off")]).unwrap_err();
    assert!(problems[0].cure.contains("VENTANILLA_LIMITS"), "{problems:?}");
    let problems = file("[server]\nlisten = \"x\"").unwrap_err();
    assert!(
        problems[0].key.contains("server") && problems[0].cure.contains("listen"),
        "{problems:?}"
    );
    assert!(with(&[("TEST_POSTGRES", "x"), ("LONG_TESTS", "1")]).is_ok());
}

#[test]
fn all_problems_are_told_at_once() {
    let problems = with(&[
        ("LISTEN", "x"),
        ("LIMITS", "no"),
        ("TIME_ZONE", "Mars"),
        ("MAIL_URL", "x"),
        ("NOW", "x"),
    ]);
    assert_eq!(problems.unwrap_err().len(), 5);
}

#[test]
fn a_broken_file_is_refused_without_quoting_it() {
    let problems = file("locale = \"en\"\ndatabase_url = postgres://u:secreto@h/d").unwrap_err();
    assert!(problems[0].problem.starts_with("line 2"), "{problems:?}");
    assert!(!format!("{problems:?}").contains("secreto"));
    assert!(
        file("limits = false").unwrap_err()[0]
            .cure
            .contains("limits = \"…\"")
    );
}

#[test]
fn an_empty_value_is_no_value() {
    refused(&[("DATABASE_URL", " ")], "DATABASE_URL", "empty");
}

#[test]
fn a_typo_in_the_database_address_opens_no_new_file() {
    for text in [
        "data/ventanilla.db",
        "sqllite:data/ventanilla.db",
        "postgers://h/d",
        "mysql://h/d",
        "sqlite:",
        "sqlite::memory:",
        "sqlite:data/",
        "sqlite:a.db?mode=rwc",
        "sqlite:postgres://h/d",
        "postgres:h/d",
        "postgres://h",
        "postgres:///d",
        "postgres://u:p@h/d?sslmod=require",
        "postgres://u:p#x@h/d",
    ] {
        refused(&[("DATABASE_URL", text)], "DATABASE_URL", "");
    }
    for text in [
        "postgres://u:p@h:5433/d?sslmode=require",
        "postgresql://h/d",
        "postgres:///d?host=/run/postgresql",
    ] {
        assert!(with(&[("DATABASE_URL", text)]).is_ok(), "{text}");
    }
    let config = with(&[("DATABASE_URL", "sqlite:///srv/50%#".replace('#', "").as_str())]).unwrap();
    assert_eq!(config.database.url(), "sqlite:/srv/50%25");
}

#[test]
fn passwords_are_never_shown() {
    let config = with(&[("DATABASE_URL", "postgres://ana:secreto@h/d?password=secreto")]).unwrap();
    assert!(!format!("{config:?} {}", config.database).contains("secreto"));
    let problems = with(&[
        ("DATABASE_URL", "postgres://ana:secreto@h:x/d"),
        ("MAIL_URL", "smtp://a:secreto@"),
    ]);
    assert!(!format!("{:?}", problems.unwrap_err()).contains("secreto"));
}

/// A provider of identities, with one setting changed; without it when it is empty.
fn provider(changed: (&str, &str)) -> Vec<(&'static str, String)> {
    let all = [
        ("OIDC_ISSUER", "https://id.example.org/realms/people"),
        ("OIDC_CLIENT_ID", "ventanilla"),
        ("OIDC_CLIENT_SECRET", "secreto"),
        ("OIDC_NAME", "miCuenta"),
    ];
    all.into_iter()
        .map(|(key, value)| {
            let value = if key == changed.0 { changed.1 } else { value };
            (key, value.to_owned())
        })
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

#[test]
fn a_provider_of_identities_is_set_up_whole_and_over_tls() {
    let set_up = |changed| {
        let all = provider(changed);
        let all: Vec<_> = all.iter().map(|(key, value)| (*key, value.as_str())).collect();
        with(&all)
    };
    assert_eq!(with(&[]).unwrap().oidc, None);
    let config = set_up(("", "")).unwrap();
    assert_eq!(
        config.oidc.as_ref().unwrap().issuer,
        "https://id.example.org/realms/people"
    );
    assert!(!format!("{config:?}").contains("secreto"));
    for local in [
        "http://127.0.0.1:9000",
        "http://localhost:9000/a",
        "http://[::1]:9000",
    ] {
        assert!(set_up(("OIDC_ISSUER", local)).is_ok(), "{local}");
    }
    let wrong = [
        ("OIDC_ISSUER", "", "missing"),
        ("OIDC_CLIENT_ID", "", "missing"),
        ("OIDC_CLIENT_SECRET", "", "missing"),
        ("OIDC_NAME", "", "missing"),
        (
            "OIDC_NAME",
            "a name that is much too long for the button that it would have to be on",
            "60",
        ),
        ("OIDC_ISSUER", "http://id.example.org", "http://"),
        ("OIDC_ISSUER", "ftp://id.example.org", "scheme"),
        ("OIDC_ISSUER", "id.example.org", "address"),
        ("OIDC_ISSUER", "https://a:secreto@id.example.org", "password"),
        ("OIDC_ISSUER", "https://id.example.org/?a=b", "query"),
    ];
    for (key, value, about) in wrong {
        let problems = set_up((key, value)).unwrap_err();
        let problem = &problems[0];
        assert_eq!(
            (problems.len(), problem.key.as_str()),
            (1, format!("VENTANILLA_{key}").as_str())
        );
        assert!(
            problem.problem.contains(about) && !problem.cure.is_empty(),
            "{problem}"
        );
        assert!(!format!("{problems:?}").contains("secreto"));
    }
}

#[test]
fn a_replica_is_for_postgresql_alone() {
    refused(&[("READ_URL", "postgres://h/d")], "READ_URL", "replicas");
    refused(
        &[("DATABASE_URL", "postgres://h/d"), ("READ_URL", "sqlite:x.db")],
        "READ_URL",
        "replicas",
    );
    assert!(with(&[("DATABASE_URL", "postgres://h/d"), ("READ_URL", "postgres://r/d")]).is_ok());
}

#[test]
fn the_base_address() {
    for text in [
        "datos.example.org",
        "ftp://datos.example.org",
        "https://",
        "https://u@datos.example.org",
        "https://datos.example.org/?x=1",
        "https://datos.example.org/#x",
    ] {
        refused(&[("BASE_URL", text)], "BASE_URL", "");
    }
    refused(
        &[("BASE_URL", "http://datos.example.org")],
        "BASE_URL",
        "in the clear",
    );
    refused(
        &[("BASE_URL", "http://localhost.example.org")],
        "BASE_URL",
        "in the clear",
    );
    refused(&[("LISTEN", "0.0.0.0:8080")], "BASE_URL", "missing");
    for (text, loopback) in [
        ("https://datos.example.org/pedidos/", false),
        ("http://localhost:8080", true),
        ("http://127.0.0.1:8080/", true),
        ("http://[::1]:8080", true),
    ] {
        let config = with(&[("BASE_URL", text), ("LISTEN", "0.0.0.0:8080")]).unwrap();
        assert_eq!(config.base_url.as_str(), text.trim_end_matches('/'));
        assert_eq!(config.base_url.is_loopback(), loopback);
    }
}

#[test]
fn a_port_that_the_system_chose_is_in_the_base_address() {
    let config = with(&[("LISTEN", "127.0.0.1:0")]).unwrap();
    let bound = "127.0.0.1:4321".parse().unwrap();
    assert_eq!(config.base_url.bound_to(bound).as_str(), "http://127.0.0.1:4321");
    let config = with(&[
        ("LISTEN", "127.0.0.1:0"),
        ("BASE_URL", "https://datos.example.org"),
    ])
    .unwrap();
    assert_eq!(
        config.base_url.bound_to(bound).as_str(),
        "https://datos.example.org"
    );
}

#[test]
fn what_is_for_trying_needs_a_loopback_base_address() {
    let unsafe_ones = [
        ("LIMITS", "off"),
        ("STAFF_SECOND_FACTOR", "off"),
        ("NOW", "2026-11-20T10:00:00-03:00"),
    ];
    for setting in unsafe_ones {
        refused(
            &[setting, ("BASE_URL", "https://datos.example.org")],
            setting.0,
            "",
        );
        assert!(with(&[setting]).is_ok());
        assert!(with(&[setting, ("BASE_URL", "http://localhost:9")]).is_ok());
        assert!(with(&[setting, ("BASE_URL", "https://127.0.0.1")]).is_ok());
    }
}

#[test]
fn single_values() {
    refused(&[("LISTEN", "8080")], "LISTEN", "port");
    refused(&[("LIMITS", "false")], "LIMITS", "one of its values");
    refused(
        &[("STAFF_SECOND_FACTOR", "on")],
        "STAFF_SECOND_FACTOR",
        "one of its values",
    );
    refused(&[("LOCALE", "fr")], "LOCALE", "fr");
    refused(&[("TIME_ZONE", "Buenos Aires")], "TIME_ZONE", "Buenos Aires");
    refused(&[("MAIL_URL", "http://relay.example.org")], "MAIL_URL", "scheme");
    refused(&[("MAIL_FROM", "Ventanilla")], "MAIL_FROM", "address");
    refused(&[("CATALOGUE_URL", "ckan")], "CATALOGUE_URL", "http");
    refused(&[("NOW", "2026-11-20")], "NOW", "moment");
    refused(&[("NOW", "2026-11-20T10:00:00")], "NOW", "moment");
    refused(
        &[("TRUSTED_PROXIES", "10.0.0.0/8, proxy")],
        "TRUSTED_PROXIES",
        "proxy",
    );
    refused(&[("TRUSTED_PROXIES", "10.0.0.1/8")], "TRUSTED_PROXIES", "outside");
    refused(
        &[("TRUSTED_PROXIES", "10.0.0.0/33")],
        "TRUSTED_PROXIES",
        "too large",
    );
    refused(&[("DATA_DIR", "file://x")], "DATA_DIR", "path");
}

#[test]
fn the_database_and_the_mail_folder_follow_the_data_folder() {
    let config = with(&[("DATA_DIR", "/srv/ventanilla")]).unwrap();
    assert_eq!(config.database.url(), "sqlite:/srv/ventanilla/ventanilla.db");
    assert_eq!(format!("{:?}", config.mail_url), "File(\"/srv/ventanilla/mail\")");
}

#[test]
fn whose_site_it_is() {
    let plain = with(&[]).unwrap();
    assert!(plain.brand.name.is_none() && plain.brand.accent.is_none() && plain.logo.is_none());
    let config = with(&[
        ("SITE_NAME", "Datos de Villa Ejemplo"),
        ("GOVERNMENT", "Municipalidad de Villa Ejemplo"),
        ("CONTACT", "datos@example.org"),
        ("LEGAL_ES", "Licencia CC BY 4.0."),
        ("LOGO", "logo.svg"),
        ("ACCENT", "#0b6e4f"),
        ("HEADER_LINE", "#fc0"),
    ])
    .unwrap();
    let brand = &config.brand;
    assert_eq!(brand.name.as_deref(), Some("Datos de Villa Ejemplo"));
    assert!(matches!(&brand.contact, Some(Contact::Email(email)) if email.as_str() == "datos@example.org"));
    assert_eq!(brand.legal, [(Locale::EsAr, "Licencia CC BY 4.0.".to_owned())]);
    assert_eq!(config.logo, Some("logo.svg".into()));
    assert_eq!(brand.accent.unwrap().light.fill.to_string(), "#0b6e4f");
    // Nobody is called Ventanilla who has a name.
    assert_eq!(config.mail_from.name, None);
    for page in ["https://example.org/contacto", "http://localhost/x"] {
        assert!(
            matches!(
                with(&[("CONTACT", page)]).unwrap().brand.contact,
                Some(Contact::Page(_))
            ),
            "{page}"
        );
    }
}

#[test]
fn a_colour_that_cannot_be_read_stops_the_start_and_tells_its_ratio() {
    refused(
        &[("ACCENT", "#f7c948")],
        "ACCENT",
        "a contrast of 1.56:1 with #ffffff, the page",
    );
    refused(&[("ACCENT", "#777777")], "ACCENT", "4.47:1");
    refused(
        &[("ACCENT_DARK", "#336acc")],
        "ACCENT_DARK",
        "with #0e1626, the page",
    );
    refused(&[("ACCENT", "green")], "ACCENT", "not a colour");
    refused(&[("HEADER_LINE", "#12345")], "HEADER_LINE", "not a colour");
    let both = with(&[("ACCENT", "#0b6e4f"), ("ACCENT_DARK", "#5fd1a8")]).unwrap();
    assert_eq!(both.brand.accent.unwrap().dark.fill.to_string(), "#5fd1a8");
    let dark = with(&[("ACCENT_DARK", "#5fd1a8")]).unwrap().brand.accent.unwrap();
    assert_eq!(dark.light, render::Accent::default().light);
}

#[test]
fn what_would_spoil_a_page_or_a_mail_is_refused() {
    refused(
        &[("SITE_NAME", "Datos\nBcc: x@example.org")],
        "SITE_NAME",
        "one line",
    );
    refused(&[("GOVERNMENT", &"a".repeat(81))], "GOVERNMENT", "80 characters");
    refused(&[("LEGAL_EN", &"a".repeat(401))], "LEGAL_EN", "400 characters");
    for text in [
        "datos",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://ana:x@example.org",
        "https://",
    ] {
        refused(&[("CONTACT", text)], "CONTACT", "neither an e-mail");
    }
}

#[test]
fn a_token_of_the_portal_needs_a_ckan_over_tls_and_is_never_shown() {
    let token = ("CATALOGUE_TOKEN", "secreto");
    assert!(with(&[]).unwrap().catalogue_write.is_none());
    for portal in [
        "https://data.example.org",
        "https://data.example.org/api/3/action",
        "http://127.0.0.1:5000",
        "http://localhost:5000/ckan",
    ] {
        let config = with(&[token, ("CATALOGUE_URL", portal)]).unwrap();
        assert!(config.catalogue_write.is_some(), "{portal}");
        assert!(!format!("{config:?}").contains("secreto"));
    }
    refused(&[token], "CATALOGUE_TOKEN", "no portal");
    for (portal, about) in [
        ("http://data.example.org", "http://"),
        ("https://data.example.org/data.json", "CKAN"),
    ] {
        refused(&[token, ("CATALOGUE_URL", portal)], "CATALOGUE_TOKEN", about);
        let problems = with(&[token, ("CATALOGUE_URL", portal)]).unwrap_err();
        assert!(!format!("{problems:?}").contains("secreto"));
    }
    let two = ("CATALOGUE_TOKEN", "secreto y otro");
    let problems = with(&[two, ("CATALOGUE_URL", "https://data.example.org")]).unwrap_err();
    assert!(!format!("{problems:?}").contains("secreto"));
}
