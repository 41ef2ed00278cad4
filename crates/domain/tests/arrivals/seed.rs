//! What an empty installation begins with.

use domain::{
    ops,
    store::{Tx, areas, settings, themes},
};
use testkit::{TestDatabase, on_both};

use crate::house::House;

on_both! {
    async fn planting_again_changes_nothing_that_an_admin_changed(database: TestDatabase) {
        let house = House::open(&database).await;
        assert_eq!(themes::list(&house.db.read()).await.unwrap().len(), 14);
        assert!(areas::list(&house.db.read()).await.unwrap().len() >= 5);
        assert!(settings::get(&house.db.read(), "analyser_version").await.unwrap().is_some());
        let days = house.count("select count(*) from non_working_day").await;
        assert!(days > 200, "{days}");

        testkit::execute(&database, "update theme set name = 'Plata' where key = 'budget'").await;
        testkit::execute(&database, "delete from non_working_day where on_date = '2026-12-25'").await;
        house.write(async |tx: &Tx| ops::seed(tx).await).await.unwrap();
        assert_eq!(house.count("select count(*) from theme where name = 'Plata'").await, 1);
        assert_eq!(house.count("select count(*) from theme").await, 14);
        assert_eq!(house.count("select count(*) from non_working_day").await, days - 1);
    }
}
