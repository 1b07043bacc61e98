// Broker, database and processor are shared: one test after another.
[assembly: NonParallelizable]
[assembly: LevelOfParallelism(1)]
