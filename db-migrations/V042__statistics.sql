-- A directory lies in one environment. Told nothing, the planner multiplies the two selectivities, takes every directory for
-- a handful of rows, and then finds any index as good as the right one.
create statistics directory_user_scope (dependencies, ndistinct) on environment_id, directory_id from directory_user;
create statistics directory_user_email_scope (dependencies, ndistinct) on environment_id, directory_id from directory_user_email;
create statistics directory_group_scope (dependencies, ndistinct) on environment_id, directory_id from directory_group;
create statistics membership_scope (dependencies, ndistinct) on environment_id, directory_id from membership;
